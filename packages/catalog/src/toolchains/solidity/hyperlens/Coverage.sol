// SPDX-License-Identifier: MIT
pragma solidity >=0.6.0 <0.9.0;

/// @title Marks for coverage
/// @notice Calls of this library are put into a copy of the sources that only coverage runs use. A mark is a call to an address the
/// test EVM listens on; it changes nothing, so it may stand in pure functions.
library HyperLensCoverage {
    /// @dev A statement was reached.
    function hit(uint256 mark) internal pure {
        _asPure(_send)(mark);
    }

    /// @dev A condition was decided: `mark` when true, `mark + 1` when false.
    function either(bool condition, uint256 mark) internal pure returns (bool) {
        _asPure(_send)(condition ? mark : mark + 1);
        return condition;
    }

    function _send(uint256 mark) private view {
        assembly {
            let pointer := mload(0x40)
            mstore(pointer, mark)
            pop(staticcall(gas(), 0xc0bEc0BEc0BeC0bEC0beC0bEC0bEC0beC0beC0BE, pointer, 32, 0, 0))
        }
    }

    function _asPure(function(uint256) internal view given) private pure returns (function(uint256) internal pure taken) {
        assembly {
            taken := given
        }
    }
}
