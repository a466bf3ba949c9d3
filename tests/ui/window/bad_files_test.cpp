// Whatever is dropped on the window: what cannot be read is said with its name, and what is open stays open.
#include "tests/ui/open_window.h"
#include "ui/panels/replay_panel.h"

#include <QDir>
#include <QDockWidget>
#include <QImage>
#include <QPlainTextEdit>

namespace coldframe::ui {
namespace {

struct BadFiles : OpenWindow {
  void SetUp() override {
    OpenWindow::SetUp();
    ASSERT_TRUE(window.open(QStringLiteral("carrots")));
    ASSERT_TRUE(idle());
  }
  QDockWidget* drawer() { return window.findChild<QDockWidget*>(QStringLiteral("messages")); }
  QString said() { return drawer()->findChild<QPlainTextEdit*>()->toPlainText(); }
  // Its name is said, and in the drawer, which has opened.
  void expectRefused(const QString& file) {
    const auto before = window.workbench().compared().comparison;
    drawer()->hide();
    drop({file});
    const QString name = QFileInfo(file).fileName();
    EXPECT_TRUE(QTest::qWaitFor([&] { return said().contains(name) && drawer()->isVisible(); }, kPatienceMs))
        << name.toStdString() << ": " << said().toStdString();
    EXPECT_EQ(window.workbench().document().title(), QStringLiteral("Carrots"));
    EXPECT_EQ(window.workbench().compared().comparison, before);
    EXPECT_FALSE(window.isWindowModified());
  }
};

TEST_F(BadFiles, WhatIsNoJsonIsRefusedWithItsPlace) {
  expectRefused(write("empty.json", {}));
  expectRefused(write("truncated.json", "{\n  \"schema\": \"coldframe.scenario/1\",\n  \"name\": \"cut o"));
  EXPECT_TRUE(said().contains(QStringLiteral("truncated.json:3:"))) << said().toStdString();
  expectRefused(write("binary.json", QByteArray("\x00\xff\xfe\x80\x01", 5).repeated(1000)));
  expectRefused(write("deep.json", QByteArray("[").repeated(100'000)));
  expectRefused(write("list.json", "[1, 2, 3]"));
  EXPECT_TRUE(said().contains(QStringLiteral("this is not a scenario"))) << said().toStdString();
}

TEST_F(BadFiles, WhatIsNoTextIsRefused) {
  QImage picture(8, 8, QImage::Format_RGB32);
  picture.fill(Qt::red);
  ASSERT_TRUE(picture.save(path("picture.png")));
  expectRefused(path("picture.png"));
  expectRefused(write("archive.zip", QByteArray("PK\x03\x04\x14\x00\x00\x00\x08\x00", 10).repeated(50)));
}

TEST_F(BadFiles, WhatCannotBeOpenedIsRefused) {
  ASSERT_TRUE(QDir(folder.path()).mkdir(QStringLiteral("folder.json")));
  expectRefused(path("folder.json"));
  expectRefused(path("missing.json"));
}

TEST_F(BadFiles, WhatIsTooLargeIsRefusedAtOnce) {
  QFile file(path("huge.json"));
  ASSERT_TRUE(file.open(QIODevice::WriteOnly));
  ASSERT_TRUE(file.resize(qint64{3} << 30)); // holes: takes no room
  file.close();
  expectRefused(file.fileName());
}

TEST_F(BadFiles, WhatCallsItselfATraceAndIsNoneIsRefusedAndTheRunStays) {
  auto* replay = window.findChild<ReplayPanel*>();
  window.showPanel(QStringLiteral("Replay"));
  ASSERT_TRUE(QTest::qWaitFor([&] { return replay->run() && !replay->isBusy(); }, kPatienceMs));
  const auto run = replay->run();
  expectRefused(write("garbage.zst", QByteArray("\x28\xb5\x2f\xfd not zstd at all", 20)));
  expectRefused(write("garbage.csv", "\"unclosed,\n,,,\n\x01\x02"));
  expectRefused(write("cut.json", "{\"schema\": \"coldframe.trace/1\", \"rows\": 12, \"columns\": {\"submit\": [1,2"));
  EXPECT_EQ(replay->run(), run);
}

} // namespace
} // namespace coldframe::ui
