/** Gives each name an index, in the order in which they come. A Map, since a file may be called `__proto__`. */
export class NameTable {
  readonly list: string[] = [];
  private readonly indices = new Map<string, number>();

  indexOf(name: string): number {
    const known = this.indices.get(name);
    if (known !== undefined) return known;
    const index = this.list.push(name) - 1;
    this.indices.set(name, index);
    return index;
  }
}
