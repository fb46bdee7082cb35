import * as ts from 'typescript';
import { parsed, type SourceFile } from './source-file';

/** AWS Backup's names, written out here so that the check does not depend on the catalogue that it guards. */
const BACKUP_NAMES = new Set([
  'Aurora', 'CloudFormation', 'DocumentDB', 'DSQL', 'DynamoDB', 'EBS', 'EC2', 'EFS', 'EKS', 'FSx', 'Neptune', 'RDS', 'Redshift', 'Redshift Serverless',
  'S3', 'SAP HANA on Amazon EC2', 'Storage Gateway', 'Timestream', 'VirtualMachine',
]);

/** The members by which an object in a list says which type it is about. */
const NAMING_MEMBERS = new Set(['name', 'type', 'cfnType', 'typeName', 'backupName']);

/** Where a file has a table keyed by resource type: an object, a `Map`, a `Set`, a list or a `switch` with two types or more. */
export function resourceTypeTables(file: SourceFile): string[] {
  const tree = parsed(file);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (keysOf(node).filter(isResourceType).length > 1) { found.push(`${file.path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1}`); }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isResourceType(key: string): boolean {
  return BACKUP_NAMES.has(key) || /^AWS::\w+::\w+$/.test(key);
}

/** The keys of a table: the names of members, the first texts of entries, the cases of a switch. */
function keysOf(node: ts.Node): string[] {
  if (ts.isObjectLiteralExpression(node)) { return node.properties.flatMap(({ name }) => name && 'text' in name ? [name.text] : []); }
  if (ts.isArrayLiteralExpression(node)) { return node.elements.flatMap(firstText); }
  if (ts.isCaseBlock(node)) {
    return node.clauses.flatMap((clause) => ts.isCaseClause(clause) && ts.isStringLiteral(clause.expression) ? [clause.expression.text] : []);
  }
  return [];
}

/** What an element of a list is known by: itself, the first of an entry, or the first argument of a call such as `row('EBS', …)`. */
function firstText(element: ts.Expression): string[] {
  if (ts.isStringLiteral(element)) { return [element.text]; }
  if (ts.isArrayLiteralExpression(element) || ts.isCallExpression(element)) {
    const first = ts.isCallExpression(element) ? element.arguments[0] : element.elements[0];
    return first !== undefined && ts.isStringLiteral(first) ? [first.text] : [];
  }
  if (!ts.isObjectLiteralExpression(element)) { return []; }
  return element.properties.flatMap((property) => {
    const isName = ts.isPropertyAssignment(property) && ts.isIdentifier(property.name) && NAMING_MEMBERS.has(property.name.text);
    return isName && ts.isStringLiteral(property.initializer) ? [property.initializer.text] : [];
  });
}
