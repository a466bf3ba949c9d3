#include "sim/platform/machine/least_of.h"
#include "sim/random/generator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace coldframe::test {
namespace {

TEST(LeastOf, AgreesWithALookAtAllKeysWhateverChanges) {
  Generator dice(Seed{5, 0}, Cause::Measurement);
  for (const std::size_t count : {1, 2, 3, 7, 8, 33}) {
    LeastOf tree(count);
    std::vector<std::int64_t> keys(count, LeastOf::kNone);
    EXPECT_EQ(tree.least(), LeastOf::kNone);
    for (int step = 0; step < 2000; ++step) {
      const std::size_t index = dice.below(keys.size());
      keys[index] = dice.below(5) == 0 ? LeastOf::kNone : static_cast<std::int64_t>(dice.below(10));
      tree.set(index, keys[index]);
      const auto least = std::ranges::min_element(keys); // the first of equal ones
      ASSERT_EQ(tree.least(), *least);
      ASSERT_EQ(tree.index(), static_cast<std::size_t>(least - keys.begin()));
      if (step == 1000) {
        keys.resize(keys.size() + 5, LeastOf::kNone);
        tree.resize(keys.size());
      }
    }
  }
}

} // namespace
} // namespace coldframe::test
