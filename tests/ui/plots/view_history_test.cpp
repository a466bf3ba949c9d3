#include "ui/plots/view_history.h"

#include <gtest/gtest.h>

namespace coldframe::ui {
namespace {

using View = ViewHistory::View;

// Something that shows a view and remembers which.
struct Shown {
  QObject object;
  View view{0, 10};

  void go(ViewHistory& history, View to, bool gesture = false) {
    history.record(
        &object, view, to, [this](const View& past) { view = past; }, gesture);
    view = std::move(to);
  }
};

TEST(ViewHistory, GoesBackAndForwardAndForgetsWhatLayAhead) {
  ViewHistory history;
  Shown chart;
  chart.go(history, {2, 8});
  chart.go(history, {3, 7});
  EXPECT_TRUE(history.back());
  EXPECT_EQ(chart.view, (View{2, 8}));
  EXPECT_TRUE(history.forward());
  EXPECT_EQ(chart.view, (View{3, 7}));
  history.back();
  chart.go(history, {4, 5});
  EXPECT_FALSE(history.canGoForward());
  history.back();
  EXPECT_EQ(chart.view, (View{2, 8}));
}

TEST(ViewHistory, TakesOneGestureAsOneStep) {
  ViewHistory history;
  Shown chart;
  for (int i = 1; i < 5; ++i)
    chart.go(history, {static_cast<double>(i), 10}, true);
  history.back();
  EXPECT_EQ(chart.view, (View{0, 10}));
  EXPECT_FALSE(history.canGoBack());
}

TEST(ViewHistory, IsOneForSeveralChartsAndTakesEachBackInItsTurn) {
  ViewHistory history;
  Shown one;
  Shown two;
  std::vector<QObject*> moved;
  QObject::connect(&history, &ViewHistory::moved, [&moved](QObject* owner) { moved.push_back(owner); });
  one.go(history, {1, 9}, true);
  two.go(history, {2, 8}, true);
  one.go(history, {3, 7}, true);
  history.back();
  EXPECT_EQ(one.view, (View{1, 9}));
  history.back();
  EXPECT_EQ(two.view, (View{0, 10}));
  history.back();
  EXPECT_EQ(one.view, (View{0, 10}));
  EXPECT_EQ(moved, (std::vector<QObject*>{&one.object, &two.object, &one.object}));
  EXPECT_FALSE(history.back());
}

TEST(ViewHistory, ForgetsAChartThatShowsSomethingElseAndOneThatIsGone) {
  ViewHistory history;
  Shown one;
  one.go(history, {1, 9});
  {
    Shown gone;
    gone.go(history, {2, 8});
  }
  Shown two;
  two.go(history, {3, 7});
  history.forget(&two.object);
  EXPECT_TRUE(history.back());
  EXPECT_EQ(two.view, (View{3, 7}));
  EXPECT_EQ(one.view, (View{0, 10}));
}

} // namespace
} // namespace coldframe::ui
