"""Writes model.json: the input of each operation that the function calls, as botocore has it, without documentation.

Run it after a new operation or for a newer botocore, from the root of the repository:
    pip download --no-deps --dest botocore-wheel botocore==1.43.106
    python3 test/independent/botocore/extract.py botocore-wheel/botocore-*.whl
"""
import gzip
import json
import pathlib
import re
import sys
import zipfile

# The clients of lambda/aws/aws-client.ts, by the folders of botocore
CLIENTS = {
    'backup': 'backup', 'cloudformation': 'cloudformation', 'fsx': 'fsx', 'redshift-serverless': 'redshift-serverless', 'sfn': 'stepfunctions', 'ssm': 'ssm',
}
HERE = pathlib.Path(__file__).parent
SOURCE = HERE.parents[2] / 'lambda' / 'aws' / 'aws-client.ts'


def operations():
    for names, client in re.findall(r"import \{([^}]+)\} from '@aws-sdk/client-([\w-]+)'", SOURCE.read_text()):
        yield client, re.findall(r'(\w+)Command', names)


def without_documentation(shape):
    if isinstance(shape, dict):
        # A member may have the name `documentation`: it is a structure then
        return {key: without_documentation(value) for key, value in shape.items()
                if not (key == 'documentation' and isinstance(value, str)) and key not in ('location', 'locationName', 'sensitive')}
    return shape


def reached(shapes, name, found):
    if name in found:
        return
    shape = without_documentation(shapes[name])
    found[name] = shape
    children = [*shape.get('members', {}).values(), *(shape[key] for key in ('member', 'key', 'value') if key in shape)]
    for child in children if isinstance(shape.get('members', {}), dict) else []:
        reached(shapes, child['shape'], found)


def main(wheel):
    archive = zipfile.ZipFile(wheel)
    services = {}
    for client, names in operations():
        folder = f'botocore/data/{CLIENTS[client]}/'
        path = max(name for name in archive.namelist() if name.startswith(folder) and name.endswith('service-2.json.gz'))
        model = json.loads(gzip.decompress(archive.read(path)))
        inputs, shapes = {}, {}
        for name in sorted(names):
            inputs[name] = model['operations'][name]['input']['shape']
            reached(model['shapes'], inputs[name], shapes)
        services[client] = {'version': model['metadata']['apiVersion'], 'inputs': inputs, 'shapes': dict(sorted(shapes.items()))}
    version = re.search(r'botocore-([\d.]+)-', wheel).group(1)
    text = json.dumps({'botocore': version, 'services': dict(sorted(services.items()))}, indent=1)
    (HERE / 'model.json').write_text(text + '\n')


main(sys.argv[1])
