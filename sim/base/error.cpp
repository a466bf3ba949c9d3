#include "sim/base/error.h"

namespace coldframe {

std::string Problem::text() const {
  std::string out;
  if (!file.empty())
    out += file + ":";
  if (line > 0)
    out += std::to_string(line) + ":" + std::to_string(column) + ":";
  if (!out.empty())
    out += " ";
  if (!pointer.empty())
    out += pointer + ": ";
  out += what;
  if (!value.empty() || !expectation.empty()) {
    out += " (";
    if (!value.empty())
      out += "got " + value;
    if (!value.empty() && !expectation.empty())
      out += "; ";
    if (!expectation.empty())
      out += "expected " + expectation;
    out += ")";
  }
  return out;
}

std::string Error::text(std::size_t limit) const {
  std::string out;
  for (std::size_t i = 0; i < problems.size() && i < limit; ++i) {
    if (i > 0)
      out += "\n";
    out += problems[i].text();
  }
  if (problems.size() > limit)
    out += "\n… and " + std::to_string(problems.size() - limit) + " more";
  return out;
}

} // namespace coldframe
