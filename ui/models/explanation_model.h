// Explanations as a tree: what, how much, by which operation, from which source.
#pragma once

#include "sim/report/explanation.h"

#include <QAbstractItemModel>
#include <memory>
#include <vector>

namespace coldframe::ui {

class ExplanationModel : public QAbstractItemModel {
  Q_OBJECT

public:
  enum Column { What, Value, How, Source, kColumns };

  explicit ExplanationModel(QObject* parent = nullptr);
  ~ExplanationModel() override;
  void setExplanations(std::vector<Explanation> roots);

  QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
  QModelIndex parent(const QModelIndex& child) const override;
  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
  // A node knows its parent and its row; it points into m_roots, which does not move.
  struct Node;
  const Node& nodeOf(const QModelIndex& index) const;

  std::vector<Explanation> m_explanations;
  std::unique_ptr<Node> m_root;
};

} // namespace coldframe::ui
