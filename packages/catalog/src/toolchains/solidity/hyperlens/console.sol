// SPDX-License-Identifier: MIT
pragma solidity >=0.8.0 <0.9.0;

/// @title Printing from a test
/// @notice Lines appear with the result of the test that printed them. Calls the console address the test EVM listens on.
library console {
    address private constant CONSOLE = 0x000000000000000000636F6e736F6c652e6c6f67;

    function log(string memory text) internal pure {
        _print(abi.encodeWithSignature("log(string)", text));
    }

    function log(uint256 value) internal pure {
        _print(abi.encodeWithSignature("log(uint256)", value));
    }

    function log(int256 value) internal pure {
        _print(abi.encodeWithSignature("log(int256)", value));
    }

    function log(address value) internal pure {
        _print(abi.encodeWithSignature("log(address)", value));
    }

    function log(bool value) internal pure {
        _print(abi.encodeWithSignature("log(bool)", value));
    }

    function log(string memory text, uint256 value) internal pure {
        _print(abi.encodeWithSignature("log(string,uint256)", text, value));
    }

    function log(string memory text, int256 value) internal pure {
        _print(abi.encodeWithSignature("log(string,int256)", text, value));
    }

    function log(string memory text, address value) internal pure {
        _print(abi.encodeWithSignature("log(string,address)", text, value));
    }

    function log(string memory text, bool value) internal pure {
        _print(abi.encodeWithSignature("log(string,bool)", text, value));
    }

    function log(string memory text, string memory value) internal pure {
        _print(abi.encodeWithSignature("log(string,string)", text, value));
    }

    function log(string memory text, uint256 first, uint256 second) internal pure {
        _print(abi.encodeWithSignature("log(string,uint256,uint256)", text, first, second));
    }

    function logBytes32(bytes32 value) internal pure {
        _print(abi.encodeWithSignature("log(bytes32)", value));
    }

    function logBytes(bytes memory value) internal pure {
        _print(abi.encodeWithSignature("log(bytes)", value));
    }

    /// A print changes nothing a contract can see, so it may be used in pure functions too.
    function _print(bytes memory payload) private pure {
        _asPure(_send)(payload);
    }

    function _send(bytes memory payload) private view {
        (bool ignored,) = CONSOLE.staticcall(payload);
        ignored;
    }

    function _asPure(function(bytes memory) internal view given)
        private
        pure
        returns (function(bytes memory) internal pure taken)
    {
        assembly {
            taken := given
        }
    }
}
