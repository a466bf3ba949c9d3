#include "ui/panels/table_actions.h"

#include "sim/report/table.h"
#include "ui/document/text.h"
#include "ui/models/table_model.h"
#include "ui/panels/workbench.h"

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHeaderView>
#include <QSaveFile>
#include <QTableView>

namespace coldframe::ui {

Result<void> saveCsv(const Table& table, const QString& file) {
  QSaveFile out(file);
  const QByteArray csv = QByteArray::fromStdString(renderCsv(table));
  if (out.open(QIODevice::WriteOnly) && out.write(csv) == csv.size() && out.commit())
    return {};
  Error error = makeError(ErrorKind::Output, "cannot be written: " + fromQt(out.errorString()));
  error.problems.front().file = fromQt(file);
  return failure(std::move(error));
}

QTableView* makeTableView(TableModel& model, Workbench& workbench, QWidget* parent) {
  auto* view = new QTableView(parent);
  view->setModel(&model);
  view->setSelectionBehavior(QAbstractItemView::SelectRows);
  view->setSelectionMode(QAbstractItemView::SingleSelection);
  view->setWordWrap(false);
  view->setAlternatingRowColors(true);
  view->setShowGrid(false);
  view->verticalHeader()->hide();
  view->verticalHeader()->setDefaultSectionSize(view->fontMetrics().height() * 3 / 2);
  view->setEditTriggers(QAbstractItemView::NoEditTriggers);
  addTableActions(*view, model, workbench);
  return view;
}

void addTableActions(QTableView& view, const TableModel& model, Workbench& workbench) {
  auto* copy = new QAction(QIcon::fromTheme(QStringLiteral("edit-copy")), Workbench::tr("Copy table"), &view);
  copy->setObjectName(QStringLiteral("copy-table"));
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  QObject::connect(copy, &QAction::triggered, &view,
                   [&model] { QGuiApplication::clipboard()->setText(toQt(renderCsv(model.table()))); });
  auto* save = new QAction(QIcon::fromTheme(QStringLiteral("document-save")), Workbench::tr("Save table …"), &view);
  QObject::connect(save, &QAction::triggered, &view, [&view, &model, &workbench] {
    const QString file =
        QFileDialog::getSaveFileName(&view, Workbench::tr("Save the table"), {}, Workbench::tr("Data (*.csv)"));
    if (file.isEmpty())
      return;
    if (const auto saved = saveCsv(model.table(), file); !saved)
      Q_EMIT workbench.problem(Workbench::tr("The table was not saved"), saved.error());
  });
  view.addActions({copy, save});
  view.setContextMenuPolicy(Qt::ActionsContextMenu);
}

} // namespace coldframe::ui
