// Batch & memory: how many items to put into a task, and how much memory to give a function. Time and cost over the
// sizes, where it ends and why, the size to take; a slider looks at any other, and what is looked at can be put into
// the scenario.
#pragma once

#ifndef Q_MOC_RUN // moc does not get through the concepts of the standard library that these reach
#include "sim/study/batch.h"
#include "sim/study/memory.h"
#endif
#include "ui/models/table_model.h"
#include "ui/panels/study_panel.h"

#include <variant>

class QPushButton;
class QSlider;

namespace coldframe::ui {

class SizeChart;
class TableTwin;

class BatchMemoryPanel : public StudyPanel {
  Q_OBJECT

public:
  explicit BatchMemoryPanel(Workbench& workbench, QWidget* parent = nullptr);

  QString title() const override { return tr("Batch & memory"); }
  QString iconName() const override { return QStringLiteral("view-sort-ascending"); }
  QString purpose() const override { return tr("How many items in a batch, and how much memory for a function?"); }
  std::vector<Exportable> exportables() const override;

  enum class Question { Batch, Memory };
  void setQuestion(Question question);
  Question question() const;
  using Study = std::variant<std::monostate, BatchStudy, MemoryStudy>;
  const Study& study() const { return m_study; }
  SizeChart& chart() { return *m_chart; }
  std::size_t shown() const;
  void lookAt(std::size_t point);
  void useShown(); // puts the size that is looked at into the scenario

protected:
  void ask() override;
  void forget() override;

private:
  void showStudy();
  void readOut();
  QString sizeText(std::size_t point) const;

  Study m_study;
  TableModel m_table;
  QComboBox* m_question;
  QComboBox* m_platform;
  SizeChart* m_chart;
  QWidget* m_look;
  QSlider* m_slider;
  QLabel* m_readout;
  QPushButton* m_use;
  TableTwin* m_twin;
};

} // namespace coldframe::ui
