import { readXmlTree, type XmlNode } from '../config/xml-tree';
import { FormMaker, type InterfaceForm } from './interface';

/** Reads what a WSDL 1.1 or 2.0 offers, and the elements that its schema or a schema beside it describes. */
export function wsdlForm(text: string): InterfaceForm | undefined {
  const { root, faults } = readXmlTree(text);
  if (!root || faults.length > 0) return undefined;
  const form = new FormMaker();
  const walk = (node: XmlNode, holder: string): void => {
    const name = valueOf(node, 'name');
    const isType = node.name === 'complexType' || node.name === 'simpleType' || node.name === 'group';
    if ((node.name === 'portType' || node.name === 'interface') && name !== undefined) {
      form.hold(name, node.nameSpan);
      for (const each of node.children) {
        const called = valueOf(each, 'name');
        if (each.name === 'operation' && called !== undefined)
          form.add({ kind: 'operation', name: `${name}.${called}`, holder: name, span: each.nameSpan });
      }
      return;
    }
    // Its operations are those of the interface again.
    if (node.name === 'binding') return;
    let inner = holder;
    if ((node.name === 'element' || node.name === 'attribute') && name !== undefined) {
      if (holder !== '') {
        const type = valueOf(node, 'type');
        form.add({
          kind: 'field',
          name: `${holder}.${name}`,
          holder,
          span: node.nameSpan,
          ...(type !== undefined && { type: localName(type) }),
        });
      } else form.hold(name, node.nameSpan);
      inner = holder === '' ? name : `${holder}.${name}`;
    } else if (isType && name !== undefined) {
      form.hold(name, node.nameSpan);
      inner = name;
    }
    for (const child of node.children) walk(child, inner);
  };
  walk(root, '');
  return form;
}

const valueOf = ({ attributes }: XmlNode, wanted: string): string | undefined => attributes.find(({ name }) => name === wanted)?.value;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);
