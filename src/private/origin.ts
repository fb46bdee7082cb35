import { CfnResource, Reference, Tokenization } from 'aws-cdk-lib';

/** The resource of this app whose attribute a text is, if the text is one attribute and nothing else. */
export function originOf(text: string): CfnResource | undefined {
  const fragments = Tokenization.reverseString(text);
  const token = fragments.length === 1 ? fragments.firstToken : undefined;
  return Reference.isReference(token) && CfnResource.isCfnResource(token.target) ? token.target : undefined;
}
