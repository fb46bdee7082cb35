import { addTagsToResource } from './add-tags-to-resource';
import { deleteParameter } from './delete-parameter';
import { deleteParameters } from './delete-parameters';
import { describeParameters } from './describe-parameters';
import { getParameter } from './get-parameter';
import { getParameterHistory } from './get-parameter-history';
import { getParameters } from './get-parameters';
import { getParametersByPath } from './get-parameters-by-path';
import { labelParameterVersion } from './label-parameter-version';
import { listTagsForResource } from './list-tags-for-resource';
import { putParameter } from './put-parameter';
import { removeTagsFromResource } from './remove-tags-from-resource';
import { unlabelParameterVersion } from './unlabel-parameter-version';
import type { Operation } from '../../model/operation';
import type { ParameterStore } from '../parameter-store';

/** The operations of Parameter Store that the stand-in imitates. */
export const PARAMETER_OPERATIONS: readonly Operation<ParameterStore>[] = [
  putParameter,
  getParameter,
  getParameters,
  getParametersByPath,
  getParameterHistory,
  describeParameters,
  deleteParameter,
  deleteParameters,
  labelParameterVersion,
  unlabelParameterVersion,
  addTagsToResource,
  removeTagsFromResource,
  listTagsForResource,
];
