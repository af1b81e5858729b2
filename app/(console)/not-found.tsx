import { NoSuchPage } from '@/components/frame/no-such-page'

export default function NotFound() {
  return <NoSuchPage />
}
