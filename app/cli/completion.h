// Shell completion, made from the command table.
#pragma once

#include <string>

namespace coldframe::cli {

std::string bashCompletion();
std::string zshCompletion();
std::string fishCompletion();

} // namespace coldframe::cli
