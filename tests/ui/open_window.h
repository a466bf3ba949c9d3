// A window as its user has it before them, with settings of nobody; and patience until it has made what it was asked.
#pragma once

#include "tests/ui/patience.h"
#include "ui/window/main_window.h"

#include <gtest/gtest.h>

#include <QAction>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace coldframe::ui {

struct OpenWindow : testing::Test {
  MainWindow window{Catalogue::builtIn()};
  QTemporaryDir folder;

  void SetUp() override {
    QSettings().clear();
    window.resize(1280, 720);
    window.show();
  }

  bool idle() {
    return QTest::qWaitFor(
        [this] {
          return window.workbench().compared().comparison && !window.workbench().comparisonJob().background().isBusy();
        },
        kPatienceMs);
  }

  template <class Widget>
  Widget* named(const char* name) {
    return window.findChild<Widget*>(QLatin1String(name));
  }
  // By the beginning of its text.
  QAction* action(const char* text) {
    for (QAction* each : window.findChildren<QAction*>())
      if (each->text().remove(u'&').startsWith(QLatin1String(text)))
        return each;
    return nullptr;
  }

  QString path(const char* name) { return folder.filePath(QString::fromLatin1(name)); }
  QString write(const char* name, const QByteArray& bytes) {
    QFile file(path(name));
    EXPECT_TRUE(file.open(QIODevice::WriteOnly));
    file.write(bytes);
    return file.fileName();
  }
  void drop(const QStringList& files, QWidget* onto = nullptr) {
    QMimeData dropped;
    QList<QUrl> urls;
    for (const QString& file : files)
      urls << QUrl::fromLocalFile(file);
    dropped.setUrls(urls);
    QWidget* target = onto != nullptr ? onto : &window;
    QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &enter);
    EXPECT_TRUE(enter.isAccepted());
    QDropEvent event(QPointF(10, 10), Qt::CopyAction, &dropped, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(target, &event);
  }
};

} // namespace coldframe::ui
