// Standard input as a whole text, up to a size.
#pragma once

#include "sim/base/result.h"

#include <cstddef>
#include <iosfwd>
#include <string>

namespace coldframe::cli {

inline constexpr const char* kStandardInput = "standard input"; // as messages name it

// Errors (Input): more than `mostBytes`.
Result<std::string> readStandardInput(std::istream& in, std::size_t mostBytes);

} // namespace coldframe::cli
