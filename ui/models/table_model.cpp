#include "ui/models/table_model.h"

#include <QString>

namespace coldframe::ui {

namespace {

QVariant valueOf(const Cell& cell) {
  struct ToVariant {
    QVariant operator()(std::monostate) const { return {}; }
    QVariant operator()(bool value) const { return value; }
    QVariant operator()(std::int64_t value) const { return static_cast<qlonglong>(value); }
    QVariant operator()(double value) const { return value; }
    QVariant operator()(const std::string& value) const { return QString::fromStdString(value); }
  };
  return std::visit(ToVariant{}, cell.value);
}

} // namespace

void TableModel::setTable(Table table) {
  beginResetModel();
  m_table = std::move(table);
  m_shown.clear();
  for (std::size_t i = 0; i < m_table.columns.size(); ++i)
    if (m_table.columns[i].onScreen)
      m_shown.push_back(i);
  endResetModel();
}

int TableModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid())
    return {};
  const std::size_t column = m_shown[static_cast<std::size_t>(index.column())];
  const Cell& cell = m_table.rows[static_cast<std::size_t>(index.row())][column];
  switch (role) {
  case Qt::DisplayRole:
  case Qt::ToolTipRole:
    return QString::fromStdString(cell.shown);
  case kValueRole:
    return valueOf(cell);
  case Qt::TextAlignmentRole:
    return QVariant::fromValue(Qt::AlignVCenter |
                               (m_table.columns[column].align == Align::Right ? Qt::AlignRight : Qt::AlignLeft));
  default:
    return {};
  }
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || section < 0 || static_cast<std::size_t>(section) >= m_shown.size())
    return QAbstractTableModel::headerData(section, orientation, role);
  const Column& column = m_table.columns[m_shown[static_cast<std::size_t>(section)]];
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue(Qt::AlignVCenter | (column.align == Align::Right ? Qt::AlignRight : Qt::AlignLeft));
  if (role == Qt::DisplayRole)
    return QString::fromStdString(column.title);
  return {};
}

} // namespace coldframe::ui
