// The window: the scenario on the left, the panels in the middle, the inspector on the right, what goes on below.
// Nothing in it is modal but choosing a file.
#pragma once

#include "ui/document/recovery.h"
#include "ui/panels/workbench.h"
#include "ui/plots/view_history.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <functional>
#include <vector>

class QLabel;
class QProgressBar;
class QTabWidget;
class QToolButton;

namespace coldframe::ui {

class Panel;
class FitPanel;
class MessageDrawer;
class ReplayPanel;
class ScenarioMenu;
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
  bool showPanel(const QString& title);          // false: there is none of this name
  Panel* panelNamed(const QString& title) const; // nullptr: there is none
  Workbench& workbench() { return m_workbench; }
  ViewHistory& views() { return m_views; }
  const std::vector<Panel*>& panels() const { return m_panels; }
  // Every chart and table of every panel into a folder; the names of the files that could not be written.
  QStringList exportAll(const QString& folder);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;

private:
  void addPanel(Panel* panel);
  void makeDocks();
  void makeStatusBar();
  // main_window_actions.cpp
  void makeActions();
  void makeFileMenu();
  void makeEditMenu();
  void makeViewMenu();
  void makeHelpMenu();
  void makeToolBar();
  QAction* addAction(QMenu* menu, const char* icon, const QString& text, const QKeySequence& keys,
                     std::function<void()> run);
  void focusNextArea();
  bool holds(const QObject* object) const; // a widget of this window, not of a dialogue
  void setDocksVisible(bool visible);
  void showTitle();
  void bringForward(QObject* chart);
  void say(const QString& what, const Error& error);
  // main_window_files.cpp
  bool takeFiles(QDropEvent& drop);
  void askToOpen();
  void save();
  void saveAs();
  void remember(const QString& file);
  void showRecentFiles();
  void followRecovery();
  void offerRecovery();
  void askToExport();

  ViewHistory m_views; // of all charts
  Workbench m_workbench;
  Recovery m_recovery;
  QTabWidget* m_stage;
  std::vector<Panel*> m_panels;
  StartPanel* m_start = nullptr;
  ReplayPanel* m_replay = nullptr;
  FitPanel* m_fit = nullptr;
  QDockWidget* m_scenario = nullptr;
  QDockWidget* m_drawer = nullptr;
  MessageDrawer* m_messages = nullptr;
  QProgressBar* m_progress = nullptr;
  QLabel* m_remaining = nullptr;
  QLabel* m_done = nullptr; // how the answer that stands was made
  QElapsedTimer m_since;    // the comparison began
  ScenarioMenu* m_scenarios = nullptr;
  QToolButton* m_chooser = nullptr; // shows what is open, opens something else
  QAction* m_open = nullptr;
  QAction* m_save = nullptr;
  QAction* m_undo = nullptr;
  QAction* m_redo = nullptr;
  QAction* m_run = nullptr;
  QAction* m_stop = nullptr;
  QAction* m_search = nullptr;
};

} // namespace coldframe::ui
