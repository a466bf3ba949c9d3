// The choices on top of a replay: which run, which one beside it, what a line stands for, in what order, and which
// calls are shown. Shows what it is told and says what is chosen; what comes of it is the panel's business.
#pragma once

#include "ui/panels/replay_run.h"

#include <QVariant>
#include <QWidget>
#include <vector>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QMenu;
class QPushButton;
class QToolButton;

namespace coldframe::ui {

// A run that can be chosen. Keys are the panel's.
struct RunChoice {
  QString text;
  QString key;
};

class ReplayTools : public QWidget {
  Q_OBJECT

public:
  explicit ReplayTools(QWidget* parent = nullptr);

  // What there is to choose from, and what is chosen; a key that is not among them leaves the box empty.
  void setRuns(const std::vector<RunChoice>& runs, const QString& chosen);
  void setOthers(const std::vector<RunChoice>& others, const QString& chosen);
  void setLanes(const LaneOptions& options);
  // Whether there is anything to align, and whether it is.
  void setClocks(bool disagree, bool aligned);
  void setBusy(bool busy); // shows what stops it

Q_SIGNALS:
  void runChosen(const QString& key);
  void otherChosen(const QString& key);
  void lanesChosen(const coldframe::LaneOptions& options);
  void alignChosen(bool align);
  void stopChosen();

private:
  QComboBox* addBox(QHBoxLayout* row, const QString& name, const char* objectName);
  void addFilter(QHBoxLayout* row);
  void choose(LaneOptions options);

  LaneOptions m_lanes;
  QComboBox* m_run;
  QComboBox* m_other;
  QComboBox* m_kind;
  QComboBox* m_order;
  QToolButton* m_filter = nullptr;
  QCheckBox* m_align;
  QPushButton* m_stop;
  std::vector<QAction*> m_states; // by CallState
};

} // namespace coldframe::ui
