import type { CfnElement } from 'aws-cdk-lib';

interface Rendered {
  _toCloudFormation(): object;
}

/** Calls a function each time before aws-cdk-lib renders an element, when no aspect changes anything any more. */
export function beforeRendering(element: CfnElement, prepare: () => void): void {
  const rendered = element as unknown as Rendered;
  const render = rendered._toCloudFormation.bind(element);
  rendered._toCloudFormation = () => {
    prepare();
    return render();
  };
}
