import { describe, expect, it } from 'vitest';
import { readDemands, rewritePragma, withoutComments } from './syntax.ts';

describe('reading pragmas and imports', () => {
  it('finds every form of import and none in comments or strings', () => {
    const source = [
      '// import "a.sol";', '/* import "b.sol"; */', 'import "c.sol";', "import './d.sol' as D;", 'import {E as F, G} from "e.sol";',
      'import * as H from "h.sol";', 'import {', '  I // import "x.sol"', '} from "i.sol";', 'contract C { string s = "import \'z.sol\';"; string url = "http://a"; uint importance; }',
    ].join('\n');
    expect(readDemands(source).imports).toEqual(['c.sol', './d.sol', 'e.sol', 'h.sol', 'i.sol']);
  });

  it('reads ranges with odd spacing, quotes and comments', () => {
    expect(readDemands('pragma solidity >= 0.4.22 <0.9.0;').pragmas).toEqual(['>=0.4.22 <0.9.0']);
    expect(readDemands('pragma solidity "^0.8.0" /* x */;').pragmas).toEqual(['^0.8.0']);
    expect(readDemands('// pragma solidity 0.4.0;\npragma experimental ABIEncoderV2;').pragmas).toEqual([]);
  });

  it('blanks comments without moving anything', () => {
    const source = 'a /* x\ny */ b // "\nc "// no" d \'/* no */\'';
    expect(withoutComments(source)).toBe('a     \n     b     \nc "// no" d \'/* no */\'');
    expect(withoutComments('a /* never closed \n b')).toBe('a                 \n  ');
  });

  it('rewrites a pragma and keeps the lines', () => {
    expect(rewritePragma('// pragma solidity 1;\npragma solidity\n  ^0.4.9\n;\ncontract A {}', '0.4.26')).toBe('// pragma solidity 1;\npragma solidity 0.4.26;\n\n\ncontract A {}');
  });
});
