#include "ui/document/scenario_document.h"
#include "ui/panels/json_editor.h"
#include "ui/panels/scenario_form.h"

#include <gtest/gtest.h>

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTest>

namespace coldframe::ui {
namespace {

struct Form : testing::Test {
  ScenarioDocument document{Catalogue::builtIn()};
  ScenarioForm form{document};
  JsonEditor editor{document};

  void SetUp() override {
    ASSERT_TRUE(document.open(QStringLiteral("scrape-pages")).has_value());
    form.show();
  }
  QLineEdit* field(const char* pointer) { return form.findChild<QLineEdit*>(QLatin1String(pointer)); }
  QString problemsShown() {
    QStringList shown;
    for (const QLabel* label : form.findChildren<QLabel*>(QStringLiteral("problem")))
      if (!label->isHidden())
        shown += label->text();
    return shown.join(u'\n');
  }
};

TEST_F(Form, ExplainsAMistakeRightBelowTheFieldAndForgetsItOnceMended) {
  QLineEdit* memory = field("/workload/item/memory");
  ASSERT_NE(memory, nullptr);
  memory->selectAll();
  QTest::keyClicks(memory, QStringLiteral("200"));
  EXPECT_TRUE(problemsShown().contains(QStringLiteral("unit"))) << problemsShown().toStdString();
  EXPECT_EQ(memory->text(), QStringLiteral("200")) << "what was typed stays";
  QTest::keyClicks(memory, QStringLiteral(" MB"));
  EXPECT_EQ(problemsShown(), QString());
  EXPECT_EQ(document.undoStack()->undoText(), QStringLiteral("change of memory"));
  document.undoStack()->undo();
  EXPECT_EQ(memory->text(), QStringLiteral("180 MB"));
}

TEST_F(Form, AnEmptiedFieldShowsItsDefaultGreyed) {
  QLineEdit* disk = field("/workload/disk");
  ASSERT_NE(disk, nullptr);
  EXPECT_EQ(disk->text(), QString());
  EXPECT_EQ(disk->placeholderText(), QStringLiteral("0 B"));
  QTest::keyClicks(disk, QStringLiteral("5 MB"));
  EXPECT_NE(findByPointer(document.root(), "/workload/disk"), nullptr);
  disk->selectAll();
  QTest::keyClick(disk, Qt::Key_Delete);
  EXPECT_EQ(findByPointer(document.root(), "/workload/disk"), nullptr);
  EXPECT_TRUE(document.problems().empty());
}

TEST_F(Form, AndTheJsonBesideItChangeEachOther) {
  QLineEdit* batch = field("/workload/batch");
  ASSERT_NE(batch, nullptr);
  batch->selectAll();
  QTest::keyClicks(batch, QStringLiteral("28"));
  auto* text = editor.findChild<QPlainTextEdit*>();
  EXPECT_TRUE(text->toPlainText().contains(QStringLiteral("\"batch\": 28")));
  QString changed = text->toPlainText();
  changed.replace(QStringLiteral("\"batch\": 28"), QStringLiteral("\"batch\": 33"));
  text->setPlainText(changed);
  ASSERT_TRUE(QTest::qWaitFor([&] { return batch->text() == QStringLiteral("33"); }));
}

TEST_F(Form, EveryFieldSaysWhatIsExpectedOfIt) {
  const QList<QLineEdit*> fields = form.findChildren<QLineEdit*>();
  EXPECT_GE(fields.size(), 8);
  for (const QLineEdit* each : fields)
    EXPECT_TRUE(each->toolTip().contains(QStringLiteral("Expected"))) << each->objectName().toStdString();
}

TEST_F(Form, APlatformIsSwitchedOffAndOnAgainInItsHeading) {
  auto* box = form.findChild<QCheckBox*>(QStringLiteral("/platforms/1/enabled"));
  ASSERT_NE(box, nullptr);
  EXPECT_TRUE(box->isChecked());
  const std::size_t all = document.scenario()->bound.platforms.size();
  box->click();
  EXPECT_EQ(document.scenario()->bound.platforms.size(), all - 1);
  EXPECT_FALSE(box->isChecked());
  EXPECT_EQ(document.undoStack()->undoText(), QStringLiteral("change of what is compared"));
  document.undoStack()->undo();
  EXPECT_TRUE(box->isChecked());
  document.undoStack()->redo();
  box->click();
  EXPECT_EQ(document.scenario()->bound.platforms.size(), all);
  EXPECT_EQ(findByPointer(document.root(), "/platforms/1/enabled"), nullptr) << "the file stays as it was";
}

TEST_F(Form, WhatIsWrongInAClosedSectionIsSaidOnTop) {
  auto* said = form.findChild<QLabel*>(QStringLiteral("problems"));
  ASSERT_NE(said, nullptr);
  EXPECT_TRUE(said->isHidden());
  document.edit("/platforms/1/memory", JsonNode::string("1 s"), QStringLiteral("memory"));
  EXPECT_FALSE(said->isHidden());
  EXPECT_TRUE(said->text().startsWith(QStringLiteral("platforms/1/memory: "))) << said->text().toStdString();
  document.undoStack()->undo();
  EXPECT_TRUE(said->isHidden());
}

TEST_F(Form, ADistributionIsEditedByItsParameters) {
  const std::string pointer = "/workload/item/io";
  auto* laws = form.findChild<QComboBox*>(QStringLiteral("/workload/item/io#law"));
  ASSERT_NE(laws, nullptr);
  EXPECT_EQ(laws->currentText(), QStringLiteral("lognormal (median, sigma)"));
  QLineEdit* median = field("/workload/item/io/lognormal/median");
  ASSERT_NE(median, nullptr);
  median->selectAll();
  QTest::keyClicks(median, QStringLiteral("9 s"));
  EXPECT_EQ(writeJsonLine(*findByPointer(document.root(), pointer + "/lognormal/median")), "\"9 s\"");
  EXPECT_TRUE(document.problems().empty());
  median->selectAll();
  QTest::keyClicks(median, QStringLiteral("9 lightyears"));
  EXPECT_FALSE(problemsShown().isEmpty()) << "said below the field";
  EXPECT_EQ(median->text(), QStringLiteral("9 lightyears"));
  document.undoStack()->undo();
  EXPECT_TRUE(problemsShown().isEmpty());
}

TEST_F(Form, AnotherLawKeepsTheMiddleOfADistribution) {
  const auto meanOf = [this] {
    return std::get<JobDemand>(document.scenario()->bound.platforms[0].model.run.demand).job.item.io.mean();
  };
  auto* laws = form.findChild<QComboBox*>(QStringLiteral("/workload/item/io#law"));
  ASSERT_NE(laws, nullptr);
  const double before = meanOf();
  for (const char* name : {"gamma (mean, sd)", "exponential (mean)", "fixed", "lognormal (mean, sd)"}) {
    const int index = laws->findText(QLatin1String(name));
    ASSERT_GE(index, 0) << name;
    laws->setCurrentIndex(index);
    Q_EMIT laws->activated(index);
    EXPECT_TRUE(document.problems().empty()) << name;
    EXPECT_NEAR(meanOf() / before, 1, 0.02) << name;
    EXPECT_EQ(laws->currentText(), QLatin1String(name));
  }
}

TEST_F(Form, TextThatIsNoJsonIsMarkedAtItsLineAndKept) {
  auto* text = editor.findChild<QPlainTextEdit*>();
  const QString broken = text->toPlainText() + QStringLiteral("}");
  text->setPlainText(broken);
  ASSERT_TRUE(QTest::qWaitFor([&] { return !document.textIsJson(); }));
  EXPECT_EQ(text->toPlainText(), broken);
  EXPECT_FALSE(text->extraSelections().isEmpty());
}

} // namespace
} // namespace coldframe::ui
