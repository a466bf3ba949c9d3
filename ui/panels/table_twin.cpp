#include "ui/panels/table_twin.h"

#include "ui/models/table_model.h"
#include "ui/panels/table_actions.h"
#include "ui/panels/workbench.h"

#include <QHeaderView>
#include <QResizeEvent>
#include <QScrollBar>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

namespace coldframe::ui {

namespace {

constexpr int kMostLines = 12;   // of text; what is beyond is scrolled to
constexpr int kWidestChars = 40; // of a column of texts; what does not fit is in its tool tip

} // namespace

TableTwin::TableTwin(TableModel& model, Workbench& workbench, const QString& name, bool open)
    : m_toggle(new QToolButton), m_view(makeTableView(model, workbench, this)) {
  m_toggle->setText(tr("Table"));
  m_toggle->setObjectName(QStringLiteral("table-toggle"));
  m_toggle->setIcon(QIcon::fromTheme(QStringLiteral("table")));
  m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  m_toggle->setCheckable(true);
  m_toggle->setChecked(open);
  m_view->setAccessibleName(name);
  m_view->horizontalHeader()->setStretchLastSection(true);
  m_view->setVisible(open);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins({});
  column->addWidget(m_toggle);
  column->addWidget(m_view);
  setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
  connect(m_toggle, &QToolButton::toggled, this, [this](bool shown) {
    m_view->setVisible(shown);
    fit();
  });
}

void TableTwin::fit() {
  const int one = fontMetrics().averageCharWidth();
  const QAbstractItemView& view = *m_view;
  // By what is in them: the last one is as wide as there is room, which says nothing.
  for (int column = 0; column < m_view->model()->columnCount(); ++column)
    m_view->setColumnWidth(
        column,
        std::min(std::max(view.sizeHintForColumn(column), m_view->horizontalHeader()->sectionSizeHint(column)) + one,
                 kWidestChars * one));
  fitHeight();
}

void TableTwin::fitHeight() {
  int height = m_view->horizontalHeader()->sizeHint().height() + 2 * m_view->frameWidth();
  for (int row = 0; row < m_view->model()->rowCount(); ++row)
    height += m_view->rowHeight(row);
  if (m_view->horizontalHeader()->length() > m_view->viewport()->width())
    height += m_view->horizontalScrollBar()->sizeHint().height();
  m_view->setFixedHeight(std::min(height, kMostLines * fontMetrics().height() * 3 / 2));
}

void TableTwin::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  if (event->size().width() != event->oldSize().width())
    fitHeight();
}

} // namespace coldframe::ui
