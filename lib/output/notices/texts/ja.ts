import type { NoticeTexts } from "../texts";

export const ja: NoticeTexts = {
  kinds: {
    incidents: "障害",
    maintenance: "メンテナンス",
    measured: "計測された停止",
    postmortems: "事後報告",
  },
  steps: {
    opened: "新規",
    updated: "更新",
    resolved: "解決済み",
    planned: "計画",
    moved: "日時変更",
    reminder_24h: "1 日前のお知らせ",
    reminder_1h: "1 時間前のお知らせ",
    started: "開始",
    ended: "終了",
    cancelled: "中止",
    published: "公開",
  },
  severities: { down: "停止", partial: "一部停止", degraded: "低下", maintenance: "メンテナンス中" },
  phases: {
    investigating: "調査中です",
    identified: "原因を特定しました",
    monitoring: "対処し、経過を確認しています",
    resolved: "解決済み",
  },
  affected: "対象: {surfaces}（{severity}）",
  span: "{start} から {end} まで",
  since: "{start} から",
  link: "ステータスページで開く",
  digest: "ステータスのお知らせ {count} 件",
  digestWhy: "直近 1 時間のお知らせが 10 件を超えたため、まとめて 1 通にしています。",
  why: "Raxx のステータスを購読しているため、お送りしています。",
  unsubscribe: "購読の解除: {url}",
  change: "内容の変更: {url} でアドレスを入力してください",
  mirror: "ページにつながらないときは、別のサーバーの控え: {url}",
  confirm: {
    subject: "Raxx のステータスの購読を確認してください",
    body: [
      "このアドレスで Raxx のステータスを受け取る申し込みがありました。",
      "24 時間以内に次のページで確認してください: {url}",
      "お心当たりがなければ、このメールは無視してください。何も送られず、アドレスは 48 時間以内に削除されます。",
    ],
  },
  manage: {
    subject: "Raxx のステータスの購読",
    body: [
      "このアドレスは Raxx のステータスを購読しています。次のページで内容の確認、変更、削除ができます: {url}",
      "リンクは 7 日間有効です。お心当たりがなければ、このメールは無視してください。",
    ],
  },
  disabled: {
    subject: "Raxx のステータスを webhook に届けられません",
    body: [
      "3 日間、{host} の {channel} が通知を受け付けませんでした。購読は停止しています。",
      "応答するようになったら、改めて {url} で購読してください。",
    ],
  },
  ping: "Raxx のステータスはここにお知らせします。",
};
