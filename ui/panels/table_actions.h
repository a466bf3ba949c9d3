// What every table on screen can do: be copied (Ctrl+C) and saved as CSV, whole and with the columns that are for
// machines only. Both also stand in its context menu.
#pragma once

#include "sim/base/result.h"

#include <QString>

class QTableView;
class QWidget;

namespace coldframe {
struct Table;
}

namespace coldframe::ui {

class TableModel;
class Workbench;

// A table as all panels show theirs: whole rows, nothing to edit, with the actions below.
QTableView* makeTableView(TableModel& model, Workbench& workbench, QWidget* parent);

// `model` lives as long as `view`. What cannot be saved is said through the workbench.
void addTableActions(QTableView& view, const TableModel& model, Workbench& workbench);

// Errors (Output): the file cannot be written; what stood there before stays.
Result<void> saveCsv(const Table& table, const QString& file);

} // namespace coldframe::ui
