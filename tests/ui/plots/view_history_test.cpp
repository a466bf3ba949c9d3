#include "ui/plots/view_history.h"

#include <gtest/gtest.h>

namespace coldframe::ui {
namespace {

TEST(ViewHistory, GoesBackAndForwardAndForgetsWhatLayAhead) {
  ViewHistory history;
  history.record({0, 10});
  history.record({2, 8});
  history.record({3, 7});
  EXPECT_EQ(history.back(), (ViewHistory::View{2, 8}));
  EXPECT_EQ(history.forward(), (ViewHistory::View{3, 7}));
  history.back();
  history.record({4, 5});
  EXPECT_FALSE(history.canGoForward());
  EXPECT_EQ(history.back(), (ViewHistory::View{2, 8}));
}

TEST(ViewHistory, TakesOneGestureAsOneStep) {
  ViewHistory history;
  history.record({0, 10});
  for (int i = 1; i < 5; ++i)
    history.record({static_cast<double>(i), 10}, true);
  EXPECT_EQ(history.back(), (ViewHistory::View{0, 10}));
  EXPECT_FALSE(history.canGoBack());
}

} // namespace
} // namespace coldframe::ui
