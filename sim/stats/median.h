// The exact median of values at hand; of an even number of them the upper one of the two in the middle.
#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <vector>

namespace coldframe {

// At least one value.
template <typename Value>
Value medianOf(std::vector<Value> values) {
  assert(!values.empty());
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

} // namespace coldframe
