// A Python pickle of plain data → JSON text. Protocols 0 to 5. Only opcodes that make data are known: None, booleans,
// numbers, text, bytes, lists, tuples, dicts, sets, and the memo. Everything that names a class or calls something
// (GLOBAL, STACK_GLOBAL, REDUCE, BUILD, INST, OBJ, NEWOBJ, EXT*, PERSID …) is refused with its place in the file:
// nothing in a pickle is ever executed. NumPy scalars are such calls and so are refused, by name.
//
// The JSON: each element of a list on a line of its own, tuples and sets as lists, keys as text, bytes as text with
// \xNN, NaN and infinities and whole numbers beyond 64 bits as null. A pickle that is cut off gives what was complete.
// Limits: nesting 64; the memo may make the JSON at most 64 times as long as the pickle (a list that holds itself, or
// "a billion laughs", is refused). Opcodes: Python's pickletools.py.
#pragma once

#include "sim/base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace coldframe {

struct PickleText {
  std::string json;
  std::string broken; // why it ends early; empty: it is whole
};

// Errors (Input): not a pickle, an opcode that is not data, beyond the limits; each with its offset in bytes.
Result<PickleText> pickleToJson(std::string_view bytes, const std::string& fileName = {});

// By its first bytes; false for a text.
bool looksLikePickle(std::string_view head);

} // namespace coldframe
