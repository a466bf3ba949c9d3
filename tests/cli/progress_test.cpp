#include "app/cli/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace coldframe::cli {
namespace {

TEST(Progress, SaysHowFarAndHowLongStill) {
  EXPECT_EQ(progressText(0.25, 10), "25 % · 30 s left");
  EXPECT_EQ(progressText(0.5, 300), "50 % · 5 min 0 s left");
  EXPECT_EQ(progressText(1, 10), "100 % · 0 s left");
}

TEST(Progress, SaysNothingAboutTimeBeforeItCan) {
  EXPECT_EQ(progressText(0, 10), "0 %");
  EXPECT_EQ(progressText(0.5, 0.1), "50 %");
}

TEST(Progress, WritesNothingWithoutATerminalAndLeavesNothingBehind) {
  {
    ProgressLine silent(nullptr);
    silent.update(0.5);
  }
  std::ostringstream terminal;
  {
    ProgressLine line(&terminal);
    line.update(0.5); // within the first tenth of a second: not shown
  }
  EXPECT_EQ(terminal.str(), "");
}

} // namespace
} // namespace coldframe::cli
