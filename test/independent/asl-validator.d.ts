declare module 'asl-validator' {
  interface Problem { readonly 'Error code'?: string; readonly 'Message'?: string; readonly 'message'?: string }
  function validate(definition: object, options?: { readonly checkPaths?: boolean; readonly checkArn?: boolean }): { readonly errors: readonly Problem[] };
  export = validate;
}
