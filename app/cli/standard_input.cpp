#include "app/cli/standard_input.h"

#include <istream>

namespace coldframe::cli {

Result<std::string> readStandardInput(std::istream& in, std::size_t mostBytes) {
  std::string text;
  std::string block(std::size_t{1} << 16, '\0');
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    text.append(block, 0, static_cast<std::size_t>(in.gcount()));
    if (text.size() > mostBytes) {
      Error error = makeError(ErrorKind::Input, "more than " + std::to_string(mostBytes >> 20) + " MB");
      error.problems.front().file = kStandardInput;
      return failure(std::move(error));
    }
  }
  return text;
}

} // namespace coldframe::cli
