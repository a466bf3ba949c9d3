// The window: the scenario on the left, the stage in the middle, the inspector on the right, what goes on below.
// Nothing in it is modal but choosing a file.
#pragma once

#include "ui/document/recovery.h"
#include "ui/panels/workbench.h"

#include <QMainWindow>
#include <vector>

class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QTabWidget;

namespace coldframe::ui {

class Panel;
class FitPanel;
class ReplayPanel;
class StartPanel;

class MainWindow : public QMainWindow {
  Q_OBJECT

public:
  explicit MainWindow(Catalogue catalogue, QWidget* parent = nullptr);
  ~MainWindow() override;

  // A scenario file, a result file, a trace, or the name of a shipped scenario. What cannot be read is said in the
  // drawer, and what is open stays open.
  bool open(const QString& fileOrName);
  // Several at once: of runs, the first is replayed, the second beside it, and all are fitted together.
  void openAll(const QStringList& files);
  void showPanel(const QString& title);
  Workbench& workbench() { return m_workbench; }
  const std::vector<Panel*>& panels() const { return m_panels; }
  // Every chart and table of every panel into a folder; the names of the files that could not be written.
  QStringList exportAll(const QString& folder);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

private:
  void addPanel(Panel* panel);
  void makeDocks();
  void makeActions();
  void setDocksVisible(bool visible);
  void showTitle();
  void say(const QString& what, const Error& error);
  void remember(const QString& file);

  void offerRecovery();

  Workbench m_workbench;
  Recovery m_recovery;
  QTabWidget* m_stage;
  std::vector<Panel*> m_panels;
  StartPanel* m_start = nullptr;
  ReplayPanel* m_replay = nullptr;
  FitPanel* m_fit = nullptr;
  QDockWidget* m_drawer = nullptr;
  QPlainTextEdit* m_messages = nullptr;
  QProgressBar* m_progress = nullptr;
  QLabel* m_remaining = nullptr;
};

} // namespace coldframe::ui
