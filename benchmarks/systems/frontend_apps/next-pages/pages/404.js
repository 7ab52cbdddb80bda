import Layout from "../components/Layout";

export default function NotFound() {
  return <Layout title="الصفحة غير موجودة"><h1>الصفحة غير موجودة</h1></Layout>;
}
