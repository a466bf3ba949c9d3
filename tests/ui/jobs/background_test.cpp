#include "ui/jobs/background.h"

#include <gtest/gtest.h>

#include <QSignalSpy>
#include <QTest>
#include <latch>

namespace coldframe::ui {
namespace {

TEST(Background, DeliversOnTheThreadOfTheWindow) {
  Background background;
  QThread* delivered = nullptr;
  background.start(
      [&](const Background::Context& context) { context.deliver([&] { delivered = QThread::currentThread(); }); });
  ASSERT_TRUE(QTest::qWaitFor([&] { return !background.isBusy(); }));
  EXPECT_EQ(delivered, QThread::currentThread());
}

TEST(Background, DropsWhatOlderWorkDeliversLate) {
  Background background;
  std::latch mayEnd(1);
  QStringList delivered;
  background.start([&](const Background::Context& context) {
    mayEnd.wait();
    context.deliver([&] { delivered += QStringLiteral("old"); });
  });
  background.start(
      [&](const Background::Context& context) { context.deliver([&] { delivered += QStringLiteral("new"); }); });
  mayEnd.count_down();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !background.isBusy(); }));
  EXPECT_EQ(delivered, QStringList{QStringLiteral("new")});
}

TEST(Background, CancelReachesTheWorkAndWhatItDeliversThenIsStillTaken) {
  Background background;
  bool partial = false;
  std::latch running(1);
  background.start([&](const Background::Context& context) {
    running.count_down();
    while (!context.stop().stop_requested())
      QThread::yieldCurrentThread();
    context.deliver([&] { partial = true; });
  });
  running.wait();
  background.cancel();
  ASSERT_TRUE(QTest::qWaitFor([&] { return !background.isBusy(); }));
  EXPECT_TRUE(partial);
}

TEST(Background, IsSafelyDestroyedWhileItWorks) {
  std::atomic<bool> ended = false;
  {
    Background background;
    std::latch running(1);
    background.start([&](const Background::Context& context) {
      running.count_down();
      while (!context.stop().stop_requested())
        QThread::yieldCurrentThread();
      ended = true;
    });
    running.wait();
  }
  EXPECT_TRUE(ended);
}

} // namespace
} // namespace coldframe::ui
