#include "ui/models/explanation_model.h"

#include <QString>
#include <array>

namespace coldframe::ui {

struct ExplanationModel::Node {
  const Explanation* explanation = nullptr;
  const Node* parent = nullptr;
  int row = 0;
  std::vector<std::unique_ptr<Node>> children;

  void adopt(const std::vector<Explanation>& explanations) {
    for (const Explanation& each : explanations) {
      auto child = std::make_unique<Node>();
      child->explanation = &each;
      child->parent = this;
      child->row = static_cast<int>(children.size());
      child->adopt(each.children);
      children.push_back(std::move(child));
    }
  }
};

ExplanationModel::ExplanationModel(QObject* parent) : QAbstractItemModel(parent), m_root(std::make_unique<Node>()) {}
ExplanationModel::~ExplanationModel() = default;

void ExplanationModel::setExplanations(std::vector<Explanation> roots) {
  beginResetModel();
  m_explanations = std::move(roots);
  m_root = std::make_unique<Node>();
  m_root->adopt(m_explanations);
  endResetModel();
}

const ExplanationModel::Node& ExplanationModel::nodeOf(const QModelIndex& index) const {
  return index.isValid() ? *static_cast<const Node*>(index.constInternalPointer()) : *m_root;
}

QModelIndex ExplanationModel::index(int row, int column, const QModelIndex& parent) const {
  if (!hasIndex(row, column, parent))
    return {};
  return createIndex(row, column, nodeOf(parent).children[static_cast<std::size_t>(row)].get());
}

QModelIndex ExplanationModel::parent(const QModelIndex& child) const {
  const Node* above = child.isValid() ? nodeOf(child).parent : nullptr;
  if (above == nullptr || above == m_root.get())
    return {};
  return createIndex(above->row, 0, above);
}

int ExplanationModel::rowCount(const QModelIndex& parent) const {
  return parent.column() > 0 ? 0 : static_cast<int>(nodeOf(parent).children.size());
}

int ExplanationModel::columnCount(const QModelIndex&) const {
  return kColumns;
}

QVariant ExplanationModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid())
    return {};
  const Explanation& explanation = *nodeOf(index).explanation;
  if (role == Qt::TextAlignmentRole && index.column() == Value)
    return QVariant::fromValue(Qt::AlignVCenter | Qt::AlignRight);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
    return {};
  const std::array<const std::string*, kColumns> texts{&explanation.name, &explanation.value, &explanation.operation,
                                                       &explanation.source};
  return QString::fromStdString(*texts[static_cast<std::size_t>(index.column())]);
}

QVariant ExplanationModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
    return QAbstractItemModel::headerData(section, orientation, role);
  const std::array<QString, kColumns> titles{tr("what"), tr("value"), tr("how"), tr("source")};
  return section >= 0 && section < kColumns ? titles[static_cast<std::size_t>(section)] : QVariant();
}

} // namespace coldframe::ui
