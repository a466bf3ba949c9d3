#include "sim/base/result.h"

#include "sim/base/in_quotes.h"

namespace coldframe {

tl::unexpected<Error> wrongText(std::string_view text, std::string what, std::string expectation) {
  Problem problem;
  problem.what = std::move(what);
  problem.value = inQuotes(text);
  problem.expectation = std::move(expectation);
  return failure(Error{ErrorKind::Input, {std::move(problem)}});
}

} // namespace coldframe
