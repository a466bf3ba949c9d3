#include "ui/models/explanation_model.h"
#include "ui/models/table_model.h"

#include <gtest/gtest.h>

#include <QAbstractItemModelTester>

namespace coldframe::ui {
namespace {

TEST(TableModel, ShowsWhatIsMeantForTheScreenAndKeepsTheValues) {
  Table table;
  table.columns = {{"id", "platform", "", Align::Left, true},
                   {"sha256", "hash", "", Align::Left, false},
                   {"makespan_s", "makespan", "s", Align::Right, true}};
  table.addRow({Cell::text("lambda"), Cell::text("…"), Cell::number(271, "4 min 31 s")});
  table.addRow({Cell::text("box"), Cell::text("…"), Cell::none("a stream has no makespan")});
  TableModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.setTable(table);
  ASSERT_EQ(model.rowCount(), 2);
  ASSERT_EQ(model.columnCount(), 2);
  EXPECT_EQ(model.headerData(1, Qt::Horizontal, Qt::DisplayRole).toString(), QStringLiteral("makespan"));
  EXPECT_EQ(model.index(0, 1).data().toString(), QStringLiteral("4 min 31 s"));
  EXPECT_EQ(model.index(0, 1).data(TableModel::kValueRole).toDouble(), 271);
  EXPECT_FALSE(model.index(1, 1).data(TableModel::kValueRole).isValid());
  model.setTable({});
  EXPECT_EQ(model.rowCount(), 0);
}

TEST(ExplanationModel, IsATreeOfWhatHowMuchAndWhy) {
  ExplanationModel model;
  const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
  model.setExplanations(
      {{"month",
        "$2.00",
        "sum of",
        "",
        {{"requests", "$0.20", "1,000,000 × $0.0000002", "book", {}}, {"compute", "$1.80", "", "", {}}}}});
  const QModelIndex month = model.index(0, 0);
  ASSERT_EQ(model.rowCount(month), 2);
  const QModelIndex requests = model.index(0, ExplanationModel::How, month);
  EXPECT_EQ(requests.data().toString(), QStringLiteral("1,000,000 × $0.0000002"));
  EXPECT_EQ(requests.parent(), month);
  EXPECT_FALSE(month.parent().isValid());
  model.setExplanations({});
  EXPECT_EQ(model.rowCount(), 0);
}

} // namespace
} // namespace coldframe::ui
