// What is selected and how its numbers came about: the verdict of a platform, and the tree of its figures down to
// quantity × unit price.
#pragma once

#include "ui/models/explanation_model.h"

#include <QLabel>
#include <QWidget>

class QTreeView;

namespace coldframe::ui {

class Workbench;

class Inspector : public QWidget {
  Q_OBJECT

public:
  explicit Inspector(Workbench& workbench, QWidget* parent = nullptr);

private:
  void showSelection();
  void showFigure(const QModelIndex& index);

  Workbench& m_workbench;
  QLabel* m_title;
  QLabel* m_verdict;
  ExplanationModel m_model;
  QTreeView* m_tree;
  QLabel* m_figure; // the selected one in full: how, and from where
};

} // namespace coldframe::ui
