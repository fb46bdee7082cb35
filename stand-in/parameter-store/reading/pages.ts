import { ServiceError } from '../../model/errors';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly NextToken?: string;
}

/** One page of sorted items. A token names the last item of the page before it, so that a deleted item shifts no page. */
export function pageOf<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  isAfter: (item: Item, key: string) => boolean,
  { size, token }: { readonly size: number; readonly token: string | undefined },
): Page<Item> {
  const last = token === undefined ? undefined : readToken(token);
  const rest = last === undefined ? items : items.filter((item) => isAfter(item, last));
  const page = rest.slice(0, size);
  return { items: page, ...rest.length > size && { NextToken: writeToken(keyOf(page[page.length - 1])) } };
}

const PREFIX = 'after ';

const writeToken = (key: string): string => Buffer.from(PREFIX + key).toString('base64url');

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (!text.startsWith(PREFIX)) { throw new ServiceError('InvalidNextToken', 'The specified token isn\'t valid.'); }
  return text.slice(PREFIX.length);
}
