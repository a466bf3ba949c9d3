// The manual page coldframe(1), made from the command table.
#pragma once

#include <string>

namespace coldframe::cli {

std::string manPage();

} // namespace coldframe::cli
