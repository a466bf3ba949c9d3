#include "ui/panels/compare_panel.h"

#include "sim/report/comparison_answer.h"
#include "sim/report/comparison_table.h"
#include "ui/document/text.h"
#include "ui/panels/workbench.h"

#include <QHeaderView>
#include <QTableView>

namespace coldframe::ui {

ComparePanel::ComparePanel(Workbench& workbench, QWidget* parent) : Panel(workbench, parent), m_view(new QTableView) {
  m_view->setModel(&m_table);
  m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_view->setSelectionMode(QAbstractItemView::SingleSelection);
  m_view->setWordWrap(true);
  m_view->setAlternatingRowColors(true);
  m_view->setShowGrid(false);
  m_view->verticalHeader()->hide();
  m_view->horizontalHeader()->setStretchLastSection(true);
  m_view->setAccessibleName(tr("Platforms"));
  body()->addWidget(m_view);

  connect(&workbench, &Workbench::comparedChanged, this, &ComparePanel::showComparison);
  connect(&workbench, &Workbench::selectionChanged, this, &ComparePanel::showSelection);
  connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex& now) {
    if (now.isValid())
      this->workbench().selectPlatform(now.siblingAtColumn(0).data().toString());
  });
  showComparison();
}

void ComparePanel::showComparison() {
  const auto& comparison = workbench().compared().comparison;
  if (!comparison) {
    setAnswer(tr("Comparing …"));
    m_table.setTable({});
    return;
  }
  const Answer answer = comparisonAnswer(*comparison);
  QStringList sentences;
  for (const std::string& sentence : answer.evidence)
    sentences += toQt(sentence);
  setAnswer(sentences.join(u'\n'), toQt(answer.headline), comparison->provisional);
  m_table.setTable(comparisonTable(*comparison));
  m_view->resizeColumnsToContents();
  m_view->resizeRowsToContents();
  showSelection();
}

void ComparePanel::showSelection() {
  for (int row = 0; row < m_table.rowCount(); ++row)
    if (m_table.index(row, 0).data().toString() == workbench().selectedPlatform())
      m_view->selectRow(row);
}

std::vector<Exportable> ComparePanel::exportables() const {
  return {{QStringLiteral("compare-platforms"), {}, [this] { return &m_table.table(); }}};
}

} // namespace coldframe::ui
