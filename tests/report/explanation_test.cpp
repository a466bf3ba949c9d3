#include "sim/report/explanation.h"

#include <gtest/gtest.h>

namespace coldframe {
namespace {

Explanation bill() {
  return {"month",
          "$3",
          "sum of 2 lines",
          "book@2017-11",
          {{"requests", "$1", "5 M × $0.2", "", {}}, {"time", "$2", "", "per ms", {}}}};
}

TEST(Explanation, IsATreeWithOperationAndSource) {
  EXPECT_EQ(renderText(bill()), "month: $3 = sum of 2 lines  [book@2017-11]\n"
                                "├─ requests: $1 = 5 M × $0.2\n"
                                "└─ time: $2  [per ms]\n");
}

TEST(Explanation, NestsInMarkdown) {
  EXPECT_EQ(renderMarkdown(bill()), "- month: $3 = sum of 2 lines  [book@2017-11]\n"
                                    "  - requests: $1 = 5 M × $0.2\n"
                                    "  - time: $2  [per ms]\n");
}

} // namespace
} // namespace coldframe
