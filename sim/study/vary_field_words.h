// How fields that are varied are refused. Internal to sim/study.
#pragma once

#include "sim/base/result.h"

#include <string>
#include <vector>

namespace coldframe {

inline tl::unexpected<Error> wrongField(std::string what, std::string value, std::string expectation = {}) {
  Problem problem;
  problem.what = std::move(what);
  problem.value = std::move(value);
  problem.expectation = std::move(expectation);
  return failure(Error{ErrorKind::Usage, {std::move(problem)}});
}

// The first thirty.
inline std::string listed(const std::vector<std::string>& names) {
  constexpr std::size_t kMost = 30;
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kMost; ++i)
    list += (list.empty() ? "" : ", ") + names[i];
  return names.size() > kMost ? list + ", …" : list;
}

} // namespace coldframe
