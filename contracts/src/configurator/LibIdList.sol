// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title Ids in the order in which they were added, each once; zero stands before the first and after the last.
library LibIdList {
    struct IdList {
        uint256 count;
        mapping(bytes32 id => bool) has;
        mapping(bytes32 id => bytes32) next;
        mapping(bytes32 id => bytes32) prev;
    }

    /// @dev The list is a ring through zero, which no id is.
    bytes32 private constant ENDS = bytes32(0);

    /// @param id Neither zero nor in the list
    function append(IdList storage list, bytes32 id) internal {
        bytes32 end = list.prev[ENDS];
        _link(list, end, id);
        _link(list, id, ENDS);
        list.has[id] = true;
        ++list.count;
    }

    /// @param id In the list
    function remove(IdList storage list, bytes32 id) internal {
        _link(list, list.prev[id], list.next[id]);
        delete list.next[id];
        delete list.prev[id];
        delete list.has[id];
        --list.count;
    }

    function first(IdList storage list) internal view returns (bytes32) {
        return list.next[ENDS];
    }

    function last(IdList storage list) internal view returns (bytes32) {
        return list.prev[ENDS];
    }

    function _link(IdList storage list, bytes32 id, bytes32 following) private {
        list.next[id] = following;
        list.prev[following] = id;
    }
}
