import Link from "next/link";
import styles from "../styles/Card.module.css";

export default function Cards({ stories }) {
  return (
    <div className={styles.grid}>
      {stories.map((story) => (
        <article key={story.number} className={styles.card}>
          <Link href={story.path}>
            <img src="/picture.jpg" alt={story.headline} className={styles.thumb} />
            <h3 className={styles.title}>{story.headline}</h3>
          </Link>
          <p className={styles.excerpt}>{story.excerpt}</p>
          <span className={styles.time}>{story.when}</span>
        </article>
      ))}
    </div>
  );
}
