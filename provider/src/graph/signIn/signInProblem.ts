/** Why a sign-in failed, where we found that out ourselves and know what to do about it. */
export class SignInProblem extends Error {
  override readonly name = "SignInProblem";
  /** What to do: a sentence. */
  readonly advice: string;

  constructor(message: string, advice: string) {
    super(message);
    this.advice = advice;
  }
}
