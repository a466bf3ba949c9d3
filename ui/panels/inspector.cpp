#include "ui/panels/inspector.h"

#include "sim/report/comparison_explanation.h"
#include "ui/document/text.h"
#include "ui/panels/figure_delegate.h"
#include "ui/panels/workbench.h"

#include <QHeaderView>
#include <QTreeView>
#include <QVBoxLayout>

namespace coldframe::ui {

Inspector::Inspector(Workbench& workbench, QWidget* parent)
    : QWidget(parent), m_workbench(workbench), m_title(new QLabel), m_verdict(new QLabel), m_tree(new QTreeView),
      m_figure(new QLabel) {
  QFont bold = font();
  bold.setBold(true);
  m_title->setFont(bold);
  for (QLabel* label : {m_title, m_verdict, m_figure}) {
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  }
  m_tree->setModel(&m_model);
  auto* delegate = new FigureDelegate(m_tree);
  m_tree->setItemDelegate(delegate);
  // Whether a figure needs a second line hangs on the width.
  connect(m_tree->header(), &QHeaderView::sectionResized, delegate,
          [delegate] { Q_EMIT delegate->sizeHintChanged({}); });
  m_tree->setIndentation(fontMetrics().averageCharWidth() * 2);
  m_tree->setHeaderHidden(true);
  m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setMinimumWidth(fontMetrics().averageCharWidth() * 38);
  // Beside the name stands the value; the rest is said below of the selected figure.
  for (const int column : {ExplanationModel::Value, ExplanationModel::How, ExplanationModel::Source})
    m_tree->setColumnHidden(column, true);
  connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this, &Inspector::showFigure);
  m_tree->setAccessibleName(tr("How the figures came about"));
  auto* layout = new QVBoxLayout(this);
  layout->addWidget(m_title);
  layout->addWidget(m_verdict);
  layout->addWidget(m_tree, 1);
  layout->addWidget(m_figure);
  connect(&workbench, &Workbench::comparedChanged, this, &Inspector::showSelection);
  connect(&workbench, &Workbench::selectionChanged, this, &Inspector::showSelection);
  showSelection();
}

void Inspector::showSelection() {
  const Outcome* outcome = m_workbench.selectedOutcome();
  if (outcome == nullptr) {
    m_title->setText(tr("Nothing selected"));
    m_verdict->setText(tr("Select a platform to see how its figures came about."));
    m_model.setExplanations({});
    return;
  }
  m_title->setText(toQt(outcome->label.empty() ? outcome->id : outcome->label));
  m_verdict->setText((outcome->feasible ? tr("Feasible: %1") : tr("Infeasible: %1")).arg(toQt(outcome->verdict)));
  // One tree a platform, in the scenario's order.
  std::vector<Explanation> all = explainComparison(*m_workbench.compared().comparison);
  const auto index = static_cast<std::size_t>(outcome - m_workbench.compared().comparison->platforms.data());
  m_model.setExplanations(index < all.size() ? all[index].children : std::vector<Explanation>());
  m_tree->expandToDepth(0);
  showFigure({});
}

void Inspector::showFigure(const QModelIndex& index) {
  QStringList lines;
  for (const int column :
       {ExplanationModel::What, ExplanationModel::Value, ExplanationModel::How, ExplanationModel::Source})
    if (const QString said = index.siblingAtColumn(column).data().toString(); !said.isEmpty())
      lines += column == ExplanationModel::How      ? tr("= %1").arg(said)
               : column == ExplanationModel::Source ? tr("Source: %1").arg(said)
                                                    : said;
  m_figure->setText(lines.join(u'\n'));
  m_figure->setVisible(!lines.isEmpty());
}

} // namespace coldframe::ui
