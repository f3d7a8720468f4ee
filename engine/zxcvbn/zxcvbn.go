// Package zxcvbn stands in for the module by which `pulumi config set` guesses whether a value is a password. The CLI
// reads that module's dictionaries at the start of every call, which is a third of what a start takes.
package zxcvbn

// Strength is without entropy: no value looks like a password.
type Strength struct{ Entropy float64 }

// PasswordStrength is all of the module that the CLI calls.
func PasswordStrength(string, []string) Strength { return Strength{} }
