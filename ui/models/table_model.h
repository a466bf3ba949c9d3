// A report::Table as an item model: what people read as the text, the value itself for sorting and copying, the unit in
// the heading. Columns that are for machines only are left out.
#pragma once

#include "sim/report/table.h"

#include <QAbstractTableModel>
#include <vector>

namespace coldframe::ui {

class TableModel : public QAbstractTableModel {
  Q_OBJECT

public:
  explicit TableModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}
  static constexpr int kValueRole = Qt::UserRole; // the cell's value as a QVariant

  void setTable(Table table);
  const Table& table() const { return m_table; }

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  Table m_table;
  std::vector<std::size_t> m_shown; // columns on screen
};

} // namespace coldframe::ui
