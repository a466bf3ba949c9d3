// What the answer is asked with, as one button of the toolbar: "seed 7 · 10 replications · aws-us-east-1@2017-11".
// Behind it the three can be changed: seed and prices are the scenario's and one undo step each, the number of
// replications is the window's.
#pragma once

#include <QToolButton>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace coldframe::ui {

class Workbench;

class RunSettings : public QToolButton {
  Q_OBJECT

public:
  explicit RunSettings(Workbench& workbench, QWidget* parent = nullptr);

private:
  QWidget* makeForm();
  void showDocument();
  void editSeed();

  Workbench& m_workbench;
  QLineEdit* m_seed;
  QSpinBox* m_replications;
  QComboBox* m_prices;
};

} // namespace coldframe::ui
