// Start: the shipped scenarios as cards, each with its question, and what was opened lately. Files can be dropped here,
// and anywhere else.
#pragma once

#include "ui/panels/panel.h"

class QListWidget;

namespace coldframe::ui {

class StartPanel : public Panel {
  Q_OBJECT

public:
  explicit StartPanel(Workbench& workbench, QWidget* parent = nullptr);

  QString title() const override { return tr("Start"); }
  QString iconName() const override { return QStringLiteral("go-home"); }
  QString purpose() const override {
    return tr("Laptop, always-on EC2, a cluster, or Lambda: how long, how much, how sure?");
  }
  void setRecentFiles(const QStringList& files);
  // Unsaved work of a program that did not end in order; nothing when empty.
  void offerRecovery(const QString& what);

Q_SIGNALS:
  void chosen(const QString& fileOrName);
  void restoreWanted();
  void discardWanted();
  void tourWanted();

private:
  QWidget* makeGallery();
  QWidget* m_recovery;
  QLabel* m_recoveryText;
  QListWidget* m_recent;
};

} // namespace coldframe::ui
