/** Self-signed, by a key that nobody has; valid until 2126. */
const certificate =
  "MIIBpDCCAUmgAwIBAgIUIAsPaMzkel4HKPLDlhrWjYUGQSswCgYIKoZIzj0EAwIwJjEkMCIGA1UEAwwbaVBob25lIERpc3RyaWJ1" +
  "dGlvbjogU2FtcGxlMCAXDTI2MTEyOTA2MDk0NFoYDzIxMjYxMTA1MDYwOTQ0WjAmMSQwIgYDVQQDDBtpUGhvbmUgRGlzdHJpYnV0" +
  "aW9uOiBTYW1wbGUwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQuXmGjmCFBMUaL8LH38CUzWLEA/FBQ62IbR/A42f+PYxZY1IUd" +
  "iroANdY4FRUpU92EdmiUj/lnuNBAuw8O4b2ao1MwUTAdBgNVHQ4EFgQUo8187JyomHhSVNPsCZHnug7tAucwHwYDVR0jBBgwFoAU" +
  "o8187JyomHhSVNPsCZHnug7tAucwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNJADBGAiEA8uzElYQoZMLyVsjnNmUQ/MN1" +
  "/Nnip5u32T3mDThiOL8CIQCyLh3Nc/1DZ0PF+1Oy0joe13FmgfQV6MfXAJDDFSz9lQ==";

/** Unsigned, in-house: no device accepts it. */
export const sampleProfile = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>Name</key><string>Sample</string>
  <key>UUID</key><string>5a3b1c00-0000-4000-8000-000000000000</string>
  <key>TeamName</key><string>Sample</string>
  <key>TeamIdentifier</key><array><string>SAMPLE1234</string></array>
  <key>CreationDate</key><date>2026-11-29T00:00:00Z</date>
  <key>ExpirationDate</key><date>2126-11-01T00:00:00Z</date>
  <key>ProvisionsAllDevices</key><true/>
  <key>Platform</key><array><string>iOS</string></array>
  <key>DeveloperCertificates</key><array><data>${certificate}</data></array>
  <key>Entitlements</key>
  <dict><key>application-identifier</key><string>SAMPLE1234.com.example.sample</string></dict>
  <key>Version</key><integer>1</integer>
</dict>
</plist>
`;
